// Telling a learning platform, by SCORM 1.2, of each answer, of how sure the reader was, of a
// round's score, and of where the reader left off (leftoff.js).

const MOST_TEXT = 255;
const MOST_WINDOWS = 500;
const STARTED = Date.now();
// What else SCORM 1.2 leaves to a platform to keep or not.
const NOT_IMPLEMENTED = "401";

// The platform's object, how many records it has, for how many characters its comment has room, whether
// it has taken all that it was told, and what is said of it all the time.
const lms = { api: null, records: 0, room: MOST_KEPT, isWell: true, note: "" };

const platformLine = el("p", { id: "platform", class: "small", role: "status" });
document.querySelector(".masthead").append(platformLine);

// The object that SCORM 1.2 puts into a window around this one, or around the one that opened it.
function foundApi() {
  for (const start of [window.parent, window.top.opener]) {
    let at = start;
    for (let n = 0; at && n < MOST_WINDOWS; n += 1) {
      try {
        if (at.API) return at.API;
      } catch {
        // A window of another site, which may be within one of this site.
      }
      if (at.parent === at) break;
      at = at.parent;
    }
  }
  return null;
}

// Call the platform; returns whether it says that it went well.
function called(name, ...given) {
  try {
    return String(lms.api[name](...given)) === "true";
  } catch {
    return false;
  }
}

function kept(element) {
  try {
    return String(lms.api.LMSGetValue(element) ?? "");
  } catch {
    return "";
  }
}

function set(element, value) {
  if (called("LMSSetValue", element, String(value))) return;
  let code = "";
  try {
    code = String(lms.api.LMSGetLastError());
  } catch {
    // It wasn't taken, whatever the reason.
  }
  if (code !== NOT_IMPLEMENTED) lms.isWell = false;
}

// Have the platform save what it was told since the last time, and say so if it doesn't.
function commit() {
  set("cmi.core.session_time", timespan(Date.now() - STARTED));
  if (!called("LMSCommit", "")) lms.isWell = false;
  page.isSaved = lms.isWell;
  platformLine.textContent = lms.isWell ? lms.note : say("notTaken");
  lms.isWell = true;
}

const two = (n) => String(n).padStart(2, "0");

// Milliseconds as SCORM has them: hours, minutes and seconds.
function timespan(span) {
  const hundredths = Math.max(0, Math.round(span / 10));
  const minutes = Math.floor(hundredths / 6000);
  const seconds = `${two(Math.floor(hundredths / 100) % 60)}.${two(hundredths % 100)}`;
  return `${two(Math.min(9999, Math.floor(minutes / 60)))}:${two(minutes % 60)}:${seconds}`;
}

// --- Answers

// What SCORM calls the kinds, and how it writes what is answered: in single characters, here in the
// order of the bank. Where a key has several that belong together, they are within braces.
const several = (marks) => (marks.length > 1 ? `{${marks.join(",")}}` : marks.join());
const inOrder = (numbers) => [...numbers].sort((a, b) => a - b);
const letters = (numbers) => inOrder(numbers).map((n) => LETTER[n]);
const pairs = (labels) => labels.map((label, row) => `${row + 1}.${LETTER[label]}`);
const figures = (numbers) => inOrder(numbers).map((n) => n + 1).join();

function inScorm(question, response) {
  const { kind, key, entries } = question;
  if (kind === "short") return { type: "fill-in", said: response, right: question.judging.best };
  if (kind === "sort") {
    return { type: "matching", said: pairs(response).join(), right: several(pairs(key)) };
  }
  if (kind === "order") {
    const sequence = (numbers) => numbers.map((n) => LETTER[n]).join();
    return { type: "sequencing", said: sequence(response), right: sequence(key) };
  }
  const pickable = [...entries.keys()].filter((n) => kind !== "spot" || entries[n].why);
  const [said, right] = [response, key].map((numbers) => numbers.map((n) => pickable.indexOf(n)));
  // There are letters for no more of them.
  if (pickable.length > LETTER.length) {
    return { type: "fill-in", said: figures(said), right: figures(right) };
  }
  return { type: "choice", said: letters(said).join(), right: several(letters(right)) };
}

function resultOf({ right, share }) {
  if (right) return "correct";
  return share ? Math.round(share * 100) / 100 : "wrong";
}

function record(fields) {
  const at = `cmi.interactions.${lms.records}`;
  lms.records += 1;
  for (const [name, value] of Object.entries(fields)) set(`${at}.${name}`, value);
}

const cut = (text) => {
  const line = wellFormed(single(text));
  return line.length > MOST_TEXT ? wellFormed(line.slice(0, MOST_TEXT)) : line;
};

function recordAnswer({ question, answer, spent = 0 }) {
  const now = new Date();
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(":");
  const { type, said, right } = inScorm(question, answer.response);
  record({
    id: question.id,
    "objectives.0.id": question.skill,
    time,
    type,
    "correct_responses.0.pattern": cut(right),
    weighting: 1,
    student_response: cut(said),
    result: resultOf(answer.judged),
    latency: timespan(spent),
  });
  const sure = { id: `${question.id}_sure`, "objectives.0.id": question.skill, time, type: "likert" };
  record({ ...sure, weighting: 0, student_response: answer.certainty, result: "neutral" });
}

// --- The score

// How much of a round is right, of 100. What is skipped doesn't count, as that costs nothing; what
// is left out isn't right, unless it is answered or skipped after the round.
function scoreOf({ slots }) {
  const shares = slots.filter((slot) => !isSkipped(slot)).map((slot) => slot.answer?.judged.share ?? 0);
  return Math.round((10_000 * total(shares)) / shares.length) / 100;
}

function recordScore(round) {
  set("cmi.core.score.min", 0);
  set("cmi.core.score.max", 100);
  set("cmi.core.score.raw", scoreOf(round));
  set("cmi.core.lesson_status", "completed");
  const marks = marksShown(total(round.slots.map(marksOf)));
  // Some platforms add it to what was said before, as Moodle does; others put it in its place.
  const comment = `${score(round.slots)} · ${marks}\n`;
  lms.room -= comment.length;
  if (lms.room >= 0) set("cmi.comments", comment);
}

// Have the platform keep a round's score, and say what that is.
function tellOfScore(round) {
  recordScore(round);
  commit();
  platformLine.textContent ||= say("scored", { n: String(scoreOf(round)).replace(".", DATA.decimal) });
}

// --- What the page tells it

// The question that is looked at, and since when.
let looked = null;

function countTime() {
  const now = Date.now();
  if (looked) looked.slot.spent = (looked.slot.spent ?? 0) + now - looked.since;
  looked = page.round ? { slot: slotNow(), since: now } : null;
}

function connect() {
  lms.api = foundApi();
  if (!lms.api || !called("LMSInitialize", "")) {
    lms.api = null;
    platformLine.textContent = say("noPlatform");
    return false;
  }
  Object.assign(WORDS, { kept: say("keptThere"), saveWhy: say("saveThere") });
  lms.records = Number(kept("cmi.interactions._count")) || 0;
  if (!/^(completed|passed|failed)$/.test(kept("cmi.core.lesson_status"))) {
    set("cmi.core.lesson_status", "incomplete");
  }
  const mode = kept("cmi.core.lesson_mode");
  if (mode && mode !== "normal") lms.note = say("notCounted");
  platformLine.textContent = lms.note;
  addEventListener("pagehide", () => {
    set("cmi.core.session_time", timespan(Date.now() - STARTED));
    called("LMSFinish", "");
  });
  // A page that the browser kept comes back after it has left the platform.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  return true;
}

function tellOfMove() {
  countTime();
  const left = leftOff();
  set("cmi.suspend_data", left ?? "");
  set("cmi.core.exit", left ? "suspend" : "");
  platformLine.textContent = left === null ? say("tooMuch") : lms.note;
}

Object.assign(platform, {
  resumes() {
    if (!connect()) return false;
    Object.assign(platform, {
      moves: tellOfMove,
      answers(slot) {
        tellOfMove();
        const said = platformLine.textContent;
        recordAnswer(slot);
        if (page.round.over) return tellOfScore(page.round);
        commit();
        platformLine.textContent ||= said;
      },
      ends(round) {
        tellOfMove();
        tellOfScore(round);
      },
    });
    const left = kept("cmi.suspend_data");
    const goesOn = Boolean(left) && takeUp(left);
    if (left) platformLine.textContent = say(goesOn ? "leftOff" : "changedSince");
    return goesOn;
  },
});
