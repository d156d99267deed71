// What the page keeps until it is saved, and what all of its screens have.

const page = {
  rounds: [],
  // Rounds of a file that was saved before, as it has them.
  earlier: [],
  round: null,
  at: 0,
  // Those of a round that is over which the reader looks at again, by their places.
  misses: [],
  // What the reader chose for the last round: how many, and which.
  chosen: { many: "", which: "" },
  // What is answered with while a question is shown.
  answering: null,
  isComplete: false,
  isSaved: true,
  // The file that all answers are in; empty once there are more.
  file: "",
  // Whether the reader was asked for a name before a file without one was saved.
  isAsked: false,
  takesKeys: true,
  name: "",
  reader: randomId(),
};

// What a learning platform is told of, which a page that stands by itself has none of.
const platform = {
  resumes: () => false,
  moves() {},
  answers() {},
  ends() {},
  beginAfresh: null,
};

// The questions of this page and their wordings, as a round goes on only with the same.
const EDITION = sha256(
  new TextEncoder().encode(DATA.questions.map(({ id, digest }) => `${id} ${digest}`).join()),
).slice(0, 12);

const main = document.getElementById("main");
const statusLine = document.getElementById("status");
const keys = document.getElementById("keys");

// Whether readers have no keyboard: nothing is said of keys then.
const isTouch = () => matchMedia("(hover: none)").matches;

// A phrase that has another form for fingers.
const sayTo = (name, named = {}) => say(isTouch() ? `${name}ByTouch` : name, named);

// Tell something where it is seen, and to those who listen.
function tell(text) {
  main.querySelector(".refusal")?.remove();
  statusLine.textContent = text;
}

// Show a screen from its top, and put the focus on its heading.
function show(title, look, ...parts) {
  tell("");
  main.className = look;
  main.replaceChildren(...parts.filter(Boolean));
  if (!statusLine.isConnected) document.body.append(statusLine);
  document.title = title === DATA.title ? title : `${title} – ${DATA.title}`;
  document.body.classList.toggle("front", look === "first beside");
  const heading = main.querySelector("[tabindex='-1']");
  heading.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

const heading = (...parts) => el("h2", { tabindex: "-1" }, ...parts);

const MOST_SIGNS = 30;

// Where the reader is, and how it goes so far.
function runningHead() {
  const { slots } = page.round;
  const { question } = slotNow();
  const { name, group } = DATA.skills[question.skill];
  const marks = total(slots.map(marksOf));
  const answered = slots.some((slot) => slot.answer);
  return el(
    "div",
    { class: "running" },
    el("p", { class: "where" }, el("span", { class: "group" }, `${group} · `), name),
    el(
      "p",
      { class: "so-far" },
      slots.length <= MOST_SIGNS ? strip(slots, page.at) : null,
      answered ? el("span", { class: "marks" }, marksShown(marks)) : null,
    ),
  );
}

// A sign for each question, which those who listen are told in words.
function strip(slots, at) {
  const signs = slots.map((slot, n) =>
    el("span", { class: `${SIGNS[sign(slot)] ?? ""} ${n === at ? "now" : ""}` }, sign(slot) || "·"),
  );
  return el("span", { class: "strip", role: "img", "aria-label": score(slots) }, ...signs);
}
