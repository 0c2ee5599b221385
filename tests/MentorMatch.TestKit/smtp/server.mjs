// Prints one JSON line an event, reads one JSON line a command, and ends when its standard input does. A client is
// answered when the test has read the event ({"seen": number}), so that what a client knows the test knows too.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { SMTPServer } from "smtp-server";

const tls = process.argv.includes("--tls");
const port = Number(process.argv.find((a) => a.startsWith("--port="))?.slice(7) ?? 0);
const file = (name) => {
  const path = process.argv.find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3);
  return path && readFileSync(path);
};
const print = (event) => process.stdout.write(JSON.stringify(event) + "\n");
let behaviour = { mode: "accept", left: 0 };
const waiting = new Map();
let events = 0;

/** Prints an event and goes on when the test has read it. */
function tell(event, then) {
  waiting.set(++events, then);
  print({ ...event, number: events });
}

/** The behaviour for this message; one that was asked for n messages ends after them. */
function next() {
  const now = behaviour;
  if (now.left > 0 && --now.left === 0) behaviour = { mode: "accept", left: 0 };
  return now;
}

function refusal({ code, text }) {
  return Object.assign(new Error(text ?? "Refused by the test"), { responseCode: code });
}

function drop(session) {
  for (const connection of server.connections) {
    if (connection.id === session.id) connection._socket.destroy();
  }
}

const server = new SMTPServer({
  authOptional: true,
  authMethods: ["PLAIN", "LOGIN", "XOAUTH2"],
  secure: process.argv.includes("--secure"),
  allowInsecureAuth: true,
  disableReverseLookup: true,
  disabledCommands: tls ? [] : ["STARTTLS"],
  ...(file("cert") && { cert: file("cert"), key: file("key") }),
  onConnect(session, callback) {
    tell({ event: "connected" }, callback);
  },
  onAuth(auth, session, callback) {
    if (behaviour.mode === "refuseSignIn") return callback(refusal(next()));
    tell({ event: "signedIn", userName: auth.username, token: auth.accessToken, secure: session.secure }, () => callback(null, { user: auth.username }));
  },
  onMailFrom(address, session, callback) {
    if (behaviour.mode === "refuseSignIn") return callback(refusal({ code: 530 }));
    return behaviour.mode === "refuseSender" ? callback(refusal(next())) : callback();
  },
  onRcptTo(address, session, callback) {
    session.behaviour = next();
    if (session.behaviour.mode === "refuseRecipient") return callback(refusal(session.behaviour));
    if (session.behaviour.mode === "dropBeforeData") return drop(session);
    return callback();
  },
  onData(stream, session, callback) {
    const chunks = [];
    stream.on("data", (chunk) => {
      if (session.behaviour.mode === "dropInData") return drop(session);
      chunks.push(chunk);
    });
    stream.on("error", () => {});
    stream.on("end", () => {
      const { mode, milliseconds } = session.behaviour;
      if (mode === "dropInData") return drop(session);
      if (mode === "refuseData") return callback(refusal(session.behaviour));
      const message = {
        event: "message",
        to: session.envelope.rcptTo.map((r) => r.address),
        secure: session.secure,
        raw: Buffer.concat(chunks).toString("base64"),
      };
      if (mode === "dropAfterData") return tell(message, () => drop(session));
      setTimeout(() => tell(message, callback), mode === "delay" ? milliseconds : 0);
    });
  },
});

server.on("error", (error) => print({ event: "error", text: String(error.message) }));
server.listen(port, "127.0.0.1", () => print({ event: "listening", port: server.server.address().port }));
createInterface({ input: process.stdin })
  .on("line", (line) => {
    const command = JSON.parse(line);
    if (command.seen) {
      const then = waiting.get(command.seen);
      waiting.delete(command.seen);
      return then();
    }

    if (command.mode === "hangUp") for (const connection of server.connections) connection._socket.destroy();
    else behaviour = { left: 0, ...command };
    print({ event: "behaves", mode: behaviour.mode });
  })
  .on("close", () => process.exit(0));
