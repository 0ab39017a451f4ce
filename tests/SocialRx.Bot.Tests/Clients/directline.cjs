// node directline.cjs DOMAIN TOKEN [CONVERSATION WATERMARK]
// Holds a conversation with the real client. Reads commands, a JSON line each: {"say":"…"}, {"cut":true} ends the socket as a lost network does.
// Writes what happens, a JSON line each: {"status":n}, {"posted":"id","text":"…"}, {"activity":{…}}, {"failed":"…"}.
const { createInterface } = require('node:readline');

let socket;
global.XMLHttpRequest = require('xhr2');
global.WebSocket = class extends require('ws') {
  constructor(...address) {
    super(...address);
    socket = this;
  }
};
// Before it connects again it waits 3 to 15 seconds, at random: here always 3.
Math.random = () => 0;
const { DirectLine } = require('botframework-directlinejs');

const [domain, token, conversationId, watermark] = process.argv.slice(2);
const note = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
// The timeout is also how long it waits after a connection that failed, as while the service starts.
const client = new DirectLine({ domain, token, webSocket: true, timeout: 5_000, ...(conversationId ? { conversationId, watermark } : {}) });
const commands = {
  say: (text) =>
    client.postActivity({ type: 'message', text, from: { id: 'me' }, channelData: { clientActivityID: text } }).subscribe(
      (id) => note({ posted: id, text }),
      (problem) => note({ failed: `${text}: ${problem.message ?? problem}` }),
    ),
  cut: () => socket.terminate(),
};

client.connectionStatus$.subscribe((status) => note({ status }));
client.activity$.subscribe((activity) => note({ activity }), (problem) => note({ failed: String(problem.message ?? problem) }));
createInterface({ input: process.stdin })
  .on('line', (line) => Object.entries(JSON.parse(line)).forEach(([command, value]) => commands[command](value)))
  .on('close', () => process.exit(0));
