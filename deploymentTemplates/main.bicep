// Host and bot registration for one programme: a Linux web app, its own identity, the Azure Bot and its Teams channel.
// Deploy into an existing resource group:
//   az deployment group create --resource-group <group> --template-file deploymentTemplates/main.bicep --parameters deploymentTemplates/main.parameters.json

targetScope = 'resourceGroup'

@description('Short name of this deployment: lower-case letters, digits and hyphens. Becomes part of the web address.')
@minLength(3)
@maxLength(24)
param name string

@description('Where the web app runs. Keep personal data in the UK: uksouth or ukwest.')
@allowed([
  'uksouth'
  'ukwest'
])
param location string = 'uksouth'

@description('What people see as the bot\'s name in Teams.')
@maxLength(42)
param displayName string

@description('Programme:Id of appsettings.json.')
param programmeId string

@description('Programme:Name of appsettings.json, as a young person reads it.')
param programmeName string

@description('Programme:AreaName of appsettings.json.')
param areaName string

@description('Size of the web app\'s plan.')
@allowed([
  'B1'
  'P0v3'
  'P1v3'
])
param planSku string = 'P0v3'

@description('Whether Teams may reach the bot. Web chat is served by the bot itself and needs no channel.')
param teamsChannel bool = true

var tags = {
  application: 'SocialRx.Bot'
  programme: programmeId
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
  tags: tags
}

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: '${name}-plan'
  location: location
  tags: tags
  kind: 'linux'
  sku: {
    name: planSku
    // SQLite has one writer: one instance. More need PostgreSQL.
    capacity: 1
  }
  properties: {
    reserved: true
  }
}

resource site 'Microsoft.Web/sites@2023-12-01' = {
  name: name
  location: location
  tags: tags
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identity.id
    siteConfig: {
      linuxFxVersion: 'DOTNETCORE|10.0'
      appCommandLine: 'dotnet SocialRx.Bot.dll'
      alwaysOn: true
      webSocketsEnabled: true
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      healthCheckPath: '/health/ready'
      appSettings: [
        { name: 'ASPNETCORE_ENVIRONMENT', value: 'Production' }
        { name: 'ASPNETCORE_FORWARDEDHEADERS_ENABLED', value: 'true' } // The front end ends https; staff sign in over https only.
        { name: 'MicrosoftAppType', value: 'UserAssignedMSI' }
        { name: 'MicrosoftAppId', value: identity.properties.clientId }
        { name: 'MicrosoftAppTenantId', value: identity.properties.tenantId }
        { name: 'Programme__Id', value: programmeId }
        { name: 'Programme__Name', value: programmeName }
        { name: 'Programme__AreaName', value: areaName }
        { name: 'Storage__File', value: '/home/data/socialrx.db' }
      ]
    }
  }
}

resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2023-12-01' = {
  parent: site
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource noPublishingPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2023-12-01' = {
  parent: site
  name: 'scm'
  properties: {
    allow: false
  }
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-bot'
  location: 'global'
  tags: tags
  kind: 'azurebot'
  sku: {
    name: 'S1'
  }
  properties: {
    displayName: displayName
    endpoint: 'https://${site.properties.defaultHostName}/api/messages'
    msaAppType: 'UserAssignedMSI'
    msaAppId: identity.properties.clientId
    msaAppTenantId: identity.properties.tenantId
    msaAppMSIResourceId: identity.id
    schemaTransformationVersion: '1.3'
    disableLocalAuth: true
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = if (teamsChannel) {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
      enableCalling: false
    }
  }
}

output address string = 'https://${site.properties.defaultHostName}'
output botId string = identity.properties.clientId
