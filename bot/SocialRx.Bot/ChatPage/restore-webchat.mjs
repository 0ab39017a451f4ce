// node restore-webchat.mjs VERSION INTEGRITY FILE
// Fetches the package's tarball alone (an ordinary install brings 425 packages), checks it, and lays the one file the page needs at FILE,
// compressed beside it. Prints one line when that cannot be done. Several builds may run it at once: files appear whole or not at all.
import { execSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const [version, integrity, file] = process.argv.slice(2);
const name = `botframework-webchat@${version}`;
const folder = dirname(file);
mkdirSync(folder, { recursive: true });
const work = mkdtempSync(join(folder, '.restoring-'));

try {
  const tarball = fetchTarball();
  check(tarball);
  unpack(tarball);
} catch (problem) {
  console.log(problem.message);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

function fetchTarball() {
  const errors = run(`npm pack ${name} --silent --ignore-scripts --no-audit --no-fund --no-update-notifier --fetch-retries=2`);
  const tarball = readdirSync(work).find((entry) => entry.endsWith('.tgz'));
  if (!tarball) throw new Error(`The chat page needs the npm package ${name}, and npm could not fetch it (${errors}). Check that npm is installed and reaches its registry, and build again.`);
  return tarball;
}

function check(tarball) {
  const found = `sha512-${createHash('sha512').update(readFileSync(join(work, tarball))).digest('base64')}`;
  if (found !== integrity) throw new Error(`The npm package ${name} is not the one this page was made for: its content is ${found}, it should be ${integrity}. Nothing was used of it.`);
}

function unpack(tarball) {
  const script = 'package/dist/webchat-minimal.js';
  const errors = run(`tar -xzf ${tarball} ${script} ${script}.LICENSE.txt`);
  if (errors !== 'no reason given') throw new Error(`The npm package ${name} could not be unpacked with tar (${errors}).`);
  const content = readFileSync(join(work, script));
  writeFileSync(join(work, 'gz'), gzipSync(content, { level: 9 }));
  writeFileSync(join(work, 'br'), brotliCompressSync(content));
  copyFileSync(join(work, `${script}.LICENSE.txt`), join(work, 'LICENSE.txt'));
  renameSync(join(work, 'LICENSE.txt'), join(folder, 'LICENSE.txt'));
  renameSync(join(work, 'gz'), `${file}.gz`);
  renameSync(join(work, 'br'), `${file}.br`);
  writeFileSync(join(work, 'js'), content);
  renameSync(join(work, 'js'), file);
}

/** What went wrong, in one line. Never the registry's address, which may be private. */
function run(command) {
  try {
    execSync(command, { cwd: work, stdio: ['ignore', 'ignore', 'pipe'] });
    return 'no reason given';
  } catch (failure) {
    const code = /\b(E[A-Z]{3,}|E\d{3})\b/.exec(String(failure.stderr ?? ''))?.[1];
    return code ?? `exit code ${failure.status}`;
  }
}
