// node --require loopback-only.cjs …: whatever listens on a port listens on this machine alone.
const { Server } = require('node:net');

const listen = Server.prototype.listen;
Server.prototype.listen = function (...given) {
  const [port, ...rest] = given;
  return typeof port === 'number' ? listen.call(this, port, '127.0.0.1', ...rest.filter((value) => typeof value === 'function')) : listen.apply(this, given);
};
