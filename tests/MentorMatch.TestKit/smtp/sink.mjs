// Takes every mail and keeps none. Prints its port, and when its standard input ends how many mails came through how many connections.
import { SMTPServer } from "smtp-server";

let mails = 0;
let connections = 0;
const server = new SMTPServer({
  authOptional: true,
  disableReverseLookup: true,
  disabledCommands: ["STARTTLS"],
  onConnect(session, callback) {
    connections++;
    callback();
  },
  onData(stream, session, callback) {
    stream.on("end", () => {
      mails++;
      callback();
    });
    stream.resume();
  },
});
server.listen(0, "127.0.0.1", () => console.log(server.server.address().port));
process.stdin.resume();
process.stdin.on("end", () => {
  console.log(`${mails} ${connections}`);
  process.exit(0);
});
