// The first page: what the quiz is about, and which questions to take.

function showFirst() {
  page.round = null;
  page.answering = null;
  const facts = `${DATA.counted} · ${say("quiet")}`;
  show(
    DATA.title,
    "first",
    el("p", { class: "facts" }, facts),
    el("h2", { class: "lead", tabindex: "-1" }, DATA.description),
    DATA.note && el("p", { class: "note text" }, DATA.note),
    choosingRound(),
    DATA.introduction && el("p", { class: "text" }, DATA.introduction),
    el("p", {}, say("kept")),
    el("p", { class: "keys-inside" }, say("keysInside")),
    scale(),
    page.rounds.length ? saving() : opening(),
    DATA.licence && el("p", { class: "small" }, DATA.licence),
  );
}

// How many questions, and which: a mix, those on a skill, or those of a set.
function choosingRound() {
  const usual = DATA.sizes.some(({ n }) => n === PICKING.round) ? PICKING.round : 0;
  const option = (value, text, selected) => el("option", { value, selected }, text);
  const many = el("select", { id: "many" }, ...DATA.sizes.map(({ n, text }) => option(n, text, n === usual)));
  const which = el("select", { id: "which" }, option("", say("mix")));
  const among = (label, options) => options.length && which.append(el("optgroup", { label }, ...options));
  among(say("sameForAll"), DATA.sets.map(({ id, name }) => option(`set ${id}`, name)));
  const groups = new Set(Object.values(DATA.skills).map((each) => each.group));
  for (const group of groups) {
    const its = Object.entries(DATA.skills).filter(([, each]) => each.group === group && each.n);
    among(group, its.map(([id, { name, n }]) => option(`skill ${id}`, `${name} (${n})`)));
  }
  const lesson = el("div", { class: "lesson" });
  which.addEventListener("change", () => {
    const [kind, id] = which.value.split(" ");
    many.disabled = kind === "set";
    lesson.replaceChildren(...(kind === "skill" ? lessonOn(DATA.skills[id]) : []));
  });
  function start(event) {
    event.preventDefault();
    const [kind, id] = which.value.split(" ");
    const most = Number(many.value) || DATA.questions.length;
    if (kind === "set") newSet(DATA.sets.find((each) => each.id === id));
    else newRound(DATA.questions.filter((each) => !id || each.skill === id), most);
  }
  return el(
    "form",
    { class: "choose", on: { submit: start } },
    el("p", {}, el("label", { for: "many" }, say("howMany")), many),
    el("p", {}, el("label", { for: "which" }, say("whichRound")), which),
    lesson,
    el("button", { type: "submit", class: "main" }, `${say("begin")} `, keycap("↵")),
  );
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
