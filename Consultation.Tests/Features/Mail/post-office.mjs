// A mail server that others wrote, and a reader of mail that others wrote. Prints its port, then one line of JSON for each letter that it takes.
// It is told on its input how to behave: take, refuse (the recipient is unknown), busy (try later), hold (take, but never say so).
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";

const [port, tls, implicit] = process.argv.slice(2);
const say = (what) => process.stdout.write(JSON.stringify(what) + "\n");
let behaviour = "take";

const fault = (code, text) => Object.assign(new Error(text), { responseCode: code });

const server = new SMTPServer({
  disableReverseLookup: true,
  secure: implicit === "implicit",
  authOptional: tls === "none",
  hideSTARTTLS: tls === "none",
  ...(tls === "none" ? {} : { key: readFileSync(`${tls}/key.pem`), cert: readFileSync(`${tls}/cert.pem`) }),
  onAuth: (auth, _, done) =>
    auth.username === "hoering" && auth.password === "passord" ? done(null, { user: auth.username }) : done(fault(535, "wrong password")),
  onRcptTo: (address, _, done) => {
    if (behaviour === "refuse") return done(fault(550, `5.1.1 <${address.address}>: unknown here`));
    if (behaviour === "busy") return done(fault(451, "4.7.1 come back later"));
    return done();
  },
  onData: async (stream, session, done) => {
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    const raw = Buffer.concat(chunks).toString("utf8");
    const letter = await PostalMime.parse(raw);
    say({ ...letter, raw, envelope: { from: session.envelope.mailFrom.address, to: session.envelope.rcptTo.map((to) => to.address) }, secure: session.secure, user: session.user ?? null });
    if (behaviour !== "hold") done();
  },
});
server.on("error", () => {});
server.listen(Number(port), "127.0.0.1", () => say({ port: server.server.address().port }));
createInterface({ input: process.stdin }).on("line", (line) => {
  behaviour = line;
  say({ behaviour });
}).on("close", () => process.exit(0));
