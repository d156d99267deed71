// The first page: what the quiz is about, and which questions to take.

function showFirst() {
  page.round = null;
  page.answering = null;
  if (isBack()) return showNewRound();
  const facts = `${DATA.counted} · ${say("quiet")}`;
  show(
    DATA.title,
    "first beside",
    el("p", { class: "facts" }, facts),
    el(
      "div",
      {},
      el("h2", { class: "lead", tabindex: "-1" }, DATA.description),
      DATA.note && el("p", { class: "note text" }, DATA.note),
      choosingRound(),
    ),
    el(
      "aside",
      {},
      scale(),
      DATA.introduction && el("p", { class: "text" }, DATA.introduction),
      el("p", {}, say("kept")),
      el("p", { class: "keys-inside" }, say("keysInside")),
      opening(),
      DATA.licence && el("p", { class: "small" }, DATA.licence),
    ),
  );
}

// Whether the reader has answered something before, in this page or a file.
const isBack = () => Boolean(page.rounds.length || page.earlier.length);

// The first page of a reader who has taken a round: only what is needed for another one.
function showNewRound() {
  const title = say("newRound");
  const { beginAfresh } = platform;
  const others = beginAfresh && el("p", {}, button(say("someoneElse"), beginAfresh));
  // Whoever remembers only now that they have a file from before goes on with that, too.
  const aside = el("aside", {}, saving(), page.earlier.length ? null : opening(), others);
  show(title, "first again beside", heading(title), el("div", {}, soFar(), choosingRound()), aside);
}

// How many of the questions that were answered are right by now, and how many are new; null if
// none was answered.
function soFar() {
  const last = [...lastAnswers().values()];
  const right = last.filter((each) => each.isRight).length;
  const told = () => [say("soFar", { n: right, all: last.length }), newInWords()].filter(Boolean).join(" ");
  return last.length ? el("p", { class: "how-far" }, told()) : null;
}

// How many questions, and which.
function choosingRound() {
  const many = el("select", { id: "many" }, ...sizes());
  const which = el("select", { id: "which" }, ...roundsToChoose());
  const lesson = el("div", { class: "lesson" });
  const adapt = () => {
    const [kind, id] = which.value.split(" ");
    many.disabled = kind === "set";
    const inSet = () => [el("p", { class: "small" }, say("inSet"))];
    lesson.replaceChildren(...(kind === "skill" ? lessonOn(DATA.skills[id]) : kind === "set" ? inSet() : []));
  };
  const most = () => Number(many.value) || DATA.questions.length;
  const again = missed().length;
  which.addEventListener("change", adapt);
  adapt();
  const start = (event) => {
    event.preventDefault();
    page.chosen = { many: many.value, which: which.value };
    beginChosen(which.value, most());
  };
  return el(
    "form",
    { class: "choose", on: { submit: start } },
    el("p", {}, el("label", { for: "many" }, say("howMany")), many),
    el("p", {}, el("label", { for: "which" }, say("whichRound")), which),
    lesson,
    el(
      "p",
      { class: "ways" },
      el("button", { type: "submit", class: "main" }, `${say("begin")} `, keycap("↵")),
      again ? button(missedInWords(again), () => beginChosen("missed", most())) : null,
      lastRound() ? button(say("back"), showLast) : null,
    ),
  );
}

const missedInWords = (n) => `${say("missed")} (${n})`;

function beginChosen(which, most) {
  const [kind, id] = which.split(" ");
  if (kind === "set") newSet(DATA.sets.find((each) => each.id === id));
  else if (kind === "missed") begin(missed().slice(0, most));
  else newRound(DATA.questions.filter((each) => !id || each.skill === id), most);
}

const option = (value, text, selected) => el("option", { value, selected }, text);

function sizes() {
  const usual = DATA.sizes.some(({ n }) => n === PICKING.round) ? PICKING.round : 0;
  const chosen = page.chosen.many || String(usual);
  return DATA.sizes.map(({ n, text }) => option(n, text, String(n) === chosen));
}

// A mix, what went wrong before, the sets, and the skills in their groups.
function roundsToChoose() {
  const again = missed().length;
  const made = (value, text) => option(value, text, value === page.chosen.which && !value.startsWith("set"));
  const among = (label, options) => (options.length ? [el("optgroup", { label }, ...options)] : []);
  const skills = Object.entries(DATA.skills).filter(([, { n }]) => n);
  const inGroup = (group) =>
    skills
      .filter(([, each]) => each.group === group)
      .map(([id, { name, n }]) => made(`skill ${id}`, `${name} (${n})`));
  return [
    made("", say("mix")),
    ...(again ? [made("missed", missedInWords(again))] : []),
    ...among(say("sameForAll"), DATA.sets.map(({ id, name }) => made(`set ${id}`, name))),
    ...[...new Set(skills.map(([, { group }]) => group))].flatMap((group) => among(group, inGroup(group))),
  ];
}

// The lesson on a skill, to read before a round on it.
function lessonOn({ name, lesson }) {
  const paragraphs = lesson.split("\n\n").filter(Boolean);
  if (!paragraphs.length) return [];
  return [el("h3", {}, name), ...paragraphs.map((each) => el("p", { class: "text" }, each))];
}

// What each certainty earns, and when it is best.
function scale() {
  const row = (cells, tag) => el("tr", {}, ...cells.map((each, at) => el(at ? "td" : tag, at ? {} : { scope: "row" }, each)));
  const head = el("tr", {}, ...WORDS.scaleHeads.map((each) => el("th", { scope: "col" }, each)));
  const rows = [1, 2, 3].map((each) =>
    row([certaintyWord(each), signed(points(1, each)), signed(points(0, each)), WORDS.bestAt[each - 1]], "th"),
  );
  return el(
    "section",
    { class: "scale" },
    el("h3", {}, say("howMarksWork")),
    el("p", {}, say("beHonest")),
    el("table", {}, el("thead", {}, head), el("tbody", {}, ...rows)),
    el("p", { class: "small" }, say("parts")),
  );
}
