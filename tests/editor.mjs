// Ask taplo's language server, as Even Better TOML does. From stdin: the folder of @taplo/lsp and a
// list of {text, line, character, method}; to stdout: its diagnostics and its answer for each.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { folder, asked } = JSON.parse(readFileSync(0, "utf-8"));
const { TaploLsp } = createRequire(import.meta.url)(folder);
const waiting = new Map();
const told = new Map();
const nothing = async (bytes) => bytes.length;
const lsp = await TaploLsp.initialize(
  {
    now: () => new Date(),
    envVar: () => undefined,
    envVars: () => [],
    stdErrAtty: () => false,
    stdin: async () => new Uint8Array(),
    stdout: nothing,
    stderr: nothing,
    glob: () => [],
    readFile: async (path) => readFileSync(path),
    writeFile: async () => {},
    urlToFilePath: (url) => decodeURI(url).replace(/^file:\/\//, ""),
    isAbsolute: () => true,
    cwd: () => "/banks",
    findConfigFile: () => undefined,
  },
  {
    onMessage(message) {
      if (message.method === "textDocument/publishDiagnostics") {
        told.set(message.params.uri, message.params.diagnostics);
      } else if (message.method && message.id !== undefined) {
        lsp.send({ jsonrpc: "2.0", id: message.id, result: [{ schema: { enabled: true } }] });
      } else {
        waiting.get(message.id)?.(message.result);
      }
    },
  },
);
let last = 0;
const ask = (method, params) =>
  new Promise((answer) => {
    waiting.set(++last, answer);
    lsp.send({ jsonrpc: "2.0", id: last, method, params });
  });
await ask("initialize", { capabilities: {}, rootUri: "file:///banks", workspaceFolders: [{ name: "banks", uri: "file:///banks" }], processId: null });
lsp.send({ jsonrpc: "2.0", method: "initialized", params: {} });
const answers = [];
for (const [number, { text, line, character, method }] of asked.entries()) {
  const uri = `file:///banks/${number}.toml`;
  const textDocument = { uri, languageId: "toml", version: 1, text };
  lsp.send({ jsonrpc: "2.0", method: "textDocument/didOpen", params: { textDocument } });
  await new Promise((done) => setTimeout(done, 200));
  const params = { textDocument: { uri }, position: { line, character } };
  const answer = await ask(`textDocument/${method}`, params);
  answers.push({ answer, diagnostics: told.get(uri) ?? [] });
}
process.stdout.write(JSON.stringify(answers), () => process.exit(0));
