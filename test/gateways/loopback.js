// Has every server of the process listen on loopback alone. Portkey's gateway has no setting for it
// and would listen on every interface.
import { Server } from 'node:net';

const listen = Server.prototype.listen;
Server.prototype.listen = function (port, host, ...rest) {
  return listen.call(this, port, '127.0.0.1', ...rest);
};
