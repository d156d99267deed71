// The file that a reader hands in, as docs/classroom.md describes it.

const LETTERS = "bcdfghjkmnpqrtvwxz";
const LONGEST_NAME = 100;

// JSON with sorted keys and without spaces.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

// Six letters that change with the content.
function checkWord(document) {
  let number = BigInt(`0x${sha256(new TextEncoder().encode(canonical(document)))}`);
  let word = "";
  for (let n = 0; n < 6; n += 1) {
    word += LETTERS[number % 18n];
    number /= 18n;
  }
  return word;
}

const moment = (date) => `${date.toISOString().slice(0, 19)}Z`;

const hexadecimal = (bytes) => [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
const randomId = () => hexadecimal(crypto.getRandomValues(new Uint8Array(16)));

// What was typed, with no half of a character, which UTF-8 couldn't hold.
const wellFormed = (text) => text.replace(/\p{Surrogate}/gu, "\ufffd");

function offered(slot) {
  const { question, order, answer } = slot;
  const made = { id: question.id, digest: question.digest, kind: question.kind, order };
  if (answer) {
    const { response, certainty, judged } = answer;
    Object.assign(made, { response, certainty, share: judged.share, marks: judged.marks });
    for (const way of ["trust", "doubt"]) if (judged[way]) made[way] = judged[way];
  }
  if (slot.skipped && !answer) made.skipped = true;
  return made;
}

function handedRound({ id, began, ended, over, set, slots }) {
  const made = { id, began: moment(began), ended: moment(ended), exam: false, over };
  return { ...made, questions: slots.map(offered), ...(set ? { set } : {}) };
}

// The content of the file: rounds of an earlier file as they are, and those of this page.
function handIn(earlier, rounds, reader, name, now) {
  const made = {
    quiz: "hand-in",
    format: 1,
    made: moment(now),
    reader,
    name: [...wellFormed(single(name))].slice(0, LONGEST_NAME).join(""),
    bank: DATA.bank,
    rounds: [...earlier, ...rounds.map(handedRound)],
  };
  return { ...made, check: checkWord(made) };
}

// What is in a file that was saved from a page of this bank and not changed since; else null.
function readHandIn(text) {
  try {
    const { check, ...document } = JSON.parse(text);
    const isOurs = document.quiz === "hand-in" && document.bank.id === DATA.bank.id;
    return isOurs && check === checkWord(document) ? document : null;
  } catch {
    return null;
  }
}

// A name for the file: the reader's, without what a file system may not take.
function fileName({ name, reader }) {
  const plain = name.replace(/[^\p{L}\p{N}_ ,'’.()-]+/gu, "-").replace(/^[ .-]+|[ .-]+$/g, "");
  const short = [...plain].slice(0, 50).join("").replace(/[ .-]+$/, "");
  const isDevice = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i.test(short);
  return `${short && !isDevice ? short : `hand-in-${reader.slice(0, 8)}`}.quiz`;
}
