// Typed answers in one form, as quiz/bank/typed/spelling.py and quiz/text.py have it, from their
// tables, which are in the data.

let tables = null;

// The tables of the bank, with their expressions compiled at the first typed answer.
function typing() {
  if (tables) return tables;
  const given = DATA.typing;
  const compiled = ([source, flags]) => new RegExp(source, flags);
  const whole = ([source, flags]) => new RegExp(`^(?:${source})$`, flags.replace("g", ""));
  const map = (pairs) => new Map(Object.entries(pairs));
  tables = {
    ...given,
    keyboard: map(given.keyboard),
    folds: map(given.folds),
    zeros: [...given.zeros].map((each) => each.codePointAt(0)),
    levels: new RegExp(`^[${given.levels}]`, "u"),
    fractions: new RegExp(`^[${given.fractions}]$`, "u"),
    letters: new RegExp(`^(?:'|\\p{M}|(?![${given.ideographs}])\\p{L})*$`, "u"),
    article: given.article && compiled(given.article),
    rules: given.rules.map(([pattern, instead]) => [compiled(pattern), instead]),
    dates: given.dates.map(([pattern, instead]) => [compiled(pattern), instead]),
    british: given.british.map(([pattern, instead]) => [compiled(pattern), instead]),
    alike: map(given.alike),
    plain: map(given.plain),
    spelled: map(given.spelled),
    forms: given.forms.map(([pattern, between, point]) => [whole(pattern), between, point]),
    wholly: { bracketed: whole(given.expressions.bracketed), fraction: whole(given.expressions.fraction) },
  };
  for (const [name, pattern] of Object.entries(given.expressions)) tables[name] = compiled(pattern);
  return tables;
}

const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const SPACES = new RegExp(`[${SPACE}]+`, "u");
const WORD = "[\\p{L}\\p{N}_]";

const split = (text) => text.split(SPACES).filter(Boolean);
const single = (text) => split(text).join(" ");
const translated = (text) => [...text].map((each) => typing().keyboard.get(each) ?? each).join("");

// Whether an expression, which has the flag g, is found anywhere.
const has = (pattern, text) => text.search(pattern) >= 0;

function oneCharacter(character) {
  if (character <= "\x7f") return character;
  if (/\p{Nd}/u.test(character)) {
    const code = character.codePointAt(0);
    const zero = typing().zeros.findLast((each) => each <= code);
    return String(code - zero);
  }
  if (typing().levels.test(character)) return character;
  const plain = character.normalize("NFKC");
  return plain.startsWith(" ") && plain !== " " ? character : plain;
}

function oneForm(text) {
  if (/[^\x00-\x7f]/.test(text)) {
    const seen = text.replace(typing().invisible, "");
    text = [...seen].map(oneCharacter).join("").normalize("NFC");
  }
  return single(text);
}

function folded(text) {
  const lower = [...oneForm(text)].map((each) => typing().folds.get(each) ?? each.toLowerCase());
  return lower.join("").replaceAll("i\u0307", "i").normalize("NFC");
}

const level = (text) => translated(text.normalize("NFKC").replaceAll("\u2044", "/"));

function onKeyboard(text) {
  const { raised, lowered, fractions, paired, mixed, alike } = typing();
  const plain = oneForm(translated(text)).replace(mixed, (word) =>
    [...word].map((each) => alike.get(each) ?? each).join(""),
  );
  const above = plain.replace(raised, (found) => `^${level(found)}`);
  const below = above.replace(lowered, (found) => `_${level(found)}`);
  const whole = [...below].map((each) => (fractions.test(each) ? ` ${level(each)}` : each)).join("");
  return single(whole).replace(paired, '"$2"');
}

function withoutAtEnd(text, marks) {
  const characters = [...text];
  while (characters.length && marks.includes(characters.at(-1))) characters.pop();
  return characters.join("");
}

// A text without one layer of meaningless marks around it.
function bare(text) {
  text = text.trim().replace(/^[¿¡]+/u, "");
  if (/^"[^"]*"$/u.test(text)) return text.slice(1, -1);
  const bracketed = typing().wholly.bracketed.exec(text);
  if (bracketed) return bracketed[1] ?? bracketed[2];
  if (has(typing().word, text)) {
    const letter = "[\\p{L}\\p{Nl}\\p{No}]";
    text = text.replace(new RegExp(`^["'](?=${WORD})|(?<=${letter}{2})["']$`, "gu"), "");
    text = text.replace(/^\.\.\. /u, "").replace(/!+$/u, "");
  }
  return / \.+$/u.test(text) ? text : withoutAtEnd(text, typing().ends);
}

function normalised(text, exact) {
  let whole = onKeyboard(text).replace(typing().abbreviation, (found) =>
    found.replace(/[^\p{L}\p{N}_]/gu, ""),
  );
  if (!exact) whole = folded(whole);
  let left = whole;
  for (let before = ""; left !== before; ) [left, before] = [bare(left), left];
  for (const [pattern, instead] of typing().rules) left = left.replace(pattern, instead);
  if (/\p{Nd}|\p{No}/u.test(left)) {
    for (const [pattern, instead] of typing().dates) left = left.replace(pattern, instead);
  }
  return single(left) || whole;
}

function asTyped(text, exact) {
  const whole = onKeyboard(text);
  return withoutAtEnd(exact ? whole : folded(whole), typing().ends);
}

function withoutArticle(spelled) {
  const { article } = typing();
  return bare(article ? spelled.replace(article, "") : spelled) || spelled;
}

function withoutLevels(spelled) {
  const letter = "[\\p{L}\\p{Nl}\\p{No}]";
  const raised = new RegExp(`(?:(?<=${letter})|^|(?<=_\\p{Nd}))\\^(?=[\\p{Nd}+-])`, "gu");
  return spelled.replace(raised, "").replace(new RegExp(`(?<=${letter})_(?=\\p{Nd})`, "gu"), "");
}

// Words without hyphens, accents and apostrophes, as quiz/bank/typed/marks.py has them.
const joined = (text, exact) => normalised(onKeyboard(text).replace(typing().hyphen, ""), exact);

function withoutMarks(spelled) {
  const { accents, apostrophe, plain, spelled: letters } = typing();
  const replaced = (text, by) =>
    [...text]
      .map((each) => {
        const other = by.get(each.toLowerCase());
        if (other === undefined) return each;
        return each === each.toLowerCase() ? other : other[0].toUpperCase() + other.slice(1);
      })
      .join("");
  const whole = spelled.normalize("NFC").replace(apostrophe, "");
  return [whole, replaced(whole, letters)].map((each) =>
    replaced(each, plain).normalize("NFD").replace(accents, ""),
  );
}

const inMarksAlike = (one, other) => {
  const ways = withoutMarks(one);
  return withoutMarks(other).some((each) => ways.includes(each));
};
