-- Public geography from an organisation's own download: where postcodes lie, so that a venue can be placed, and how deprived outcodes are. Nothing here is about a person.

create table postcode_sector (
  sector text not null primary key,               -- "FB2 1"
  outcode text not null,
  postcodes bigint not null,                      -- live ones
  positions text not null                         -- the middle, then each postcode's last two letters and how far it is from there, in 0.00001 degrees
);
create index postcode_sector_by_outcode on postcode_sector (outcode);

-- How many live postcodes of an outcode lie in which small area (LSOA).
create table outcode_lsoa (
  outcode text not null,
  lsoa text not null,
  postcodes bigint not null,
  primary key (outcode, lsoa)
);
create index outcode_lsoa_by_lsoa on outcode_lsoa (lsoa);

create table lsoa_decile (
  lsoa text not null primary key,
  decile bigint not null                          -- Index of Multiple Deprivation: 1 is the most deprived tenth of England
);

-- Made from the two above whenever one of them is read.
create table imd_by_outcode (
  outcode text not null,
  decile bigint not null,
  postcodes bigint not null,
  primary key (outcode, decile)
);

create table geography_source (
  kind text not null primary key,                 -- onspd | nspl | codepoint | imd
  file text not null,                             -- its name, without the folder
  entries bigint not null,                        -- live postcodes, or small areas
  outcodes bigint not null,
  licence text not null,                          -- the line that has to stand where the data is shown
  imported_at text not null
);

-- Named places are looked through when somebody names no outcode; thousands of outcodes are not.
create index place_by_kind on place (kind, place_id);
