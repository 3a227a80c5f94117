// Connects with a driver of Node (12, too) for each line of input, a JSON object of `string`, or of `code` and the rest of what is passed.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [folder, name] = process.argv.slice(2);
const require = createRequire(`${folder}/`);
const sql = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";
const driver = require(name);
process.on("uncaughtException", (error) => fail(error));

let fail = () => {};

async function withPg({ string, code, rest }) {
  const client = new driver.Client(code ? { ...rest, ...code } : { connectionString: string });
  try {
    await client.connect();
    return (await client.query(sql)).rows[0].ssl;
  } finally {
    client.end().catch(() => {});
  }
}

async function withPostgresJs({ string, code, rest }) {
  const options = { max: 1, connect_timeout: 30, onnotice() {}, ...(code && { ...rest, ...code }) };
  const connection = code ? driver(options) : driver(string, options);
  try {
    return (await connection.unsafe(sql))[0].ssl;
  } finally {
    connection.end({ timeout: 0 }).catch(() => {});
  }
}

async function main() {
  for (const line of readFileSync(0, "utf8").trim().split("\n")) {
    const given = JSON.parse(line);
    if (given.code) given.code = Function("require", `return {${given.code}}`)(require);
    const ends = new Promise((_, reject) => {
      fail = reject;
      setTimeout(() => reject(new Error("no answer")), 30_000);
    });
    const connects = name === "postgres" ? withPostgresJs(given) : withPg(given);
    const answer = await Promise.race([connects, ends]).then(
      (ssl) => ({ ssl }),
      (error) => ({ error: String(error.message) }),
    );
    console.log(JSON.stringify(answer));
  }
}

main().then(() => process.exit(0));
