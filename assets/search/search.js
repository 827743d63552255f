// The page on which readers search. It writes what is typed as the index has its words (the rules are in the page; Python has
// the same in generator/model/search_words.py), asks Pagefind, and shows what it finds as it was written. Nothing is loaded
// before somebody begins to type, and nothing is evaluated: the page works under  script-src 'self' 'wasm-unsafe-eval'.

const form = document.querySelector(".search-form");
const words = form.querySelector("input[type=search]");
const panel = form.querySelector(".search-filters");
const selects = [...form.querySelectorAll("select")];
const status = document.querySelector(".search-status");
const list = document.querySelector(".search-results");
const more = document.querySelector(".search-more");
const say = form.dataset;
const rules = JSON.parse(say.rules);
const zeros = [...rules.zeros].map((zero) => zero.codePointAt(0));
const letters = new Map(Object.entries(rules.letters));
const AT_ONCE = 10;

export function searchForm(text) {
  let found = "";
  for (const sign of text.normalize("NFKD").toLowerCase()) {
    if (letters.has(sign)) found += letters.get(sign);
    else if (/\p{Nd}/u.test(sign)) found += digit(sign);
    else if (!/[\p{M}\p{Cf}]/u.test(sign)) found += sign;
  }
  return found;
}

function digit(sign) {
  const code = sign.codePointAt(0);
  const zero = zeros.find((each) => each <= code && code < each + 10);
  return zero === undefined ? sign : String(code - zero);
}

const inOwnDigits = (number) => String(number).replace(/\d/g, (each) => say.digits ? say.digits[each] : each);

let pagefind, entry;

// The index of a moment ago may be gone: then everything is loaded again.
async function loaded() {
  const answer = await fetch(`${say.index}pagefind-entry.json`, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`The index answers ${answer.status}`);
  const now = await answer.text();
  if (pagefind && now === entry) return pagefind;
  const { createInstance } = await import(new URL(`${say.index}pagefind.js`, document.baseURI));
  const found = createInstance({ basePath: say.index, baseUrl: "/", noWorker: true, metaCacheTag: Object.values(JSON.parse(now).languages)[0].hash });
  await found.init();
  entry = now;
  pagefind = found;
  return found;
}

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
  return made;
}

// Pagefind's excerpt has its words in <mark>, and escapes < and >; it is never put into the page as HTML.
function excerpt(text, content) {
  const made = element("p", "", { class: "excerpt" });
  text.split(/<\/?mark>/).forEach((part, number) => {
    const plain = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    made.append(number % 2 ? element("mark", plain) : plain);
  });
  const [begins, ends] = [content.startsWith(made.textContent), content.endsWith(made.textContent)];
  if (!begins) made.prepend("… ");
  if (!ends) made.append(" …");
  return made;
}

function shown({ url, meta, content, excerpt: text }) {
  const made = element("li", "", meta.lang && meta.lang !== document.documentElement.lang ? { lang: meta.lang, dir: meta.dir || "ltr" } : {});
  const head = element("h2", "", { class: "headline" });
  const label = meta.type && say[meta.type] && say[meta.type] !== meta.section ? [element("span", say[meta.type], { class: "label" }), " "] : [];
  head.append(...label, element("a", meta.title, { href: url }));
  const foot = element("p", "", { class: "card-foot" });
  foot.append(element("time", meta.date, { datetime: meta.iso }), " ", element("span", meta.section));
  if (meta.byline.length) foot.append(" ", element("bdi", meta.byline.join(say.comma)));
  made.append(head, excerpt(text, content), foot);
  return made;
}

const wordsOf = (text) => searchForm(text).match(/[\p{L}\p{N}]+/gu) ?? [];

const bare = (word) => word.replace(/^(?:[وبفك]?ال|لل)(?=..)/, ""); // without the article of Arabic

function shared(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

// For a word that stands nowhere, Pagefind finds the beginning of it: “is” for “istanbul”. That is nothing that was asked for.
function isMeant(typed, { content, locations, meta }) {
  const written = content.split(/\s+/);
  const there = wordsOf([...locations.map((place) => written[place]), meta.title, meta.section, meta.date, ...meta.byline].join(" "));
  const least = bare(typed).length / 2;
  return there.some((word) => shared(bare(typed), bare(word)) >= least);
}

let latest = 0, found = [], begun = 0;

async function showMore(turn, typed = []) {
  const next = await Promise.all(found.slice(begun, begun + AT_ONCE).map((result) => result.data()));
  if (turn !== latest) return undefined;
  if (!typed.every((word) => next.some((result) => isMeant(word, result)))) {
    found = [];
    return undefined;
  }
  begun += next.length;
  const items = next.map(shown);
  list.append(...items);
  more.hidden = begun >= found.length;
  return items[0];
}

function chosen() {
  const filters = {};
  for (const { dataset, value } of selects) if (dataset.filter && value) filters[dataset.filter] = value;
  const order = selects.find(({ dataset }) => "sort" in dataset).value;
  return order ? { filters, sort: { date: order } } : { filters };
}

function remember() {
  const address = new URL(location.pathname, location.href);
  const query = new URLSearchParams();
  if (words.value.trim()) query.set("q", words.value.trim());
  for (const { dataset, value } of selects) if (value) query.set(dataset.filter ?? "order", value);
  address.search = query;
  history.replaceState(null, "", address);
}

// A reader who searches while a new site is published may ask for a file that is gone: the index is loaded anew, once.
async function twice(work) {
  try {
    return await work(await loaded());
  } catch {
    pagefind = undefined;
    return work(await loaded());
  }
}

async function search() {
  const turn = ++latest;
  const typed = words.value.trim();
  list.replaceChildren();
  more.hidden = true;
  status.textContent = "";
  remember();
  if (!typed) return;
  if (wordsOf(typed).join("").length < 2) {
    status.textContent = say.short;
    return;
  }
  status.textContent = say.searching;
  try {
    await twice(async (index) => {
      const result = await index.search(searchForm(typed), chosen());
      if (turn !== latest) return;
      found = result.results;
      begun = 0;
      list.replaceChildren();
      await showMore(turn, wordsOf(typed));
      if (turn !== latest) return;
      status.textContent = found.length ? say.results.replace("NUMBER", inOwnDigits(found.length)) : say.nothing.replace("WORDS", () => typed);
    });
  } catch (fault) {
    console.error(fault);
    if (turn === latest) status.textContent = say.failed;
  }
}

const asked = new URLSearchParams(location.search);
let filled;

// The values of the filters are loaded when somebody wants to choose.
function fill() {
  filled ??= twice((index) => index.filters()).then((filters) => {
    for (const select of selects) {
      const name = select.dataset.filter;
      if (!name) continue;
      const values = Object.keys(filters[name] ?? {}).sort(new Intl.Collator(document.documentElement.lang).compare);
      if (name === "year") values.reverse();
      for (const value of values) select.append(new Option(name === "year" ? inOwnDigits(value) : value, value));
      if (values.includes(asked.get(name))) select.value = asked.get(name);
    }
  }, (fault) => {
    console.error(fault);
    filled = undefined;
  });
  return filled;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
words.addEventListener("focus", () => loaded().catch(() => {}), { once: true });
panel.addEventListener("toggle", () => panel.open && fill());
for (const select of selects) select.addEventListener("change", search);
more.addEventListener("click", async () => {
  try {
    (await showMore(latest))?.querySelector("a").focus();
  } catch {
    search();
  }
});

form.hidden = panel.hidden = false;
words.value = asked.get("q") ?? "";
selects.find(({ dataset }) => "sort" in dataset).value = asked.get("order") ?? "";
if (words.value) {
  if (["section", "author", "year"].some((name) => asked.get(name))) {
    panel.open = true;
    await fill();
  }
  search();
}
