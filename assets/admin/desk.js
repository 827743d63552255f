// The web desk asks nobody but its own site and its repository: its program would fetch the words of other
// languages, and the number of its newest version, from elsewhere. They come from the site; where it has no
// words in a language, the desk is in English. Without an answer, the program would ask again without end.

const WORDS = /\/@sveltia\/cms@[^/]+\/locales\/([\w-]+)\.json$/;
const NEWEST = /\/@sveltia\/cms\/package\.json$/;

const words = JSON.parse(document.getElementById("desk-words").textContent);
const ask = window.fetch.bind(window);

window.fetch = (what, options) => {
  const address = what instanceof Request ? what.url : String(what);
  const language = WORDS.exec(address);
  if (language) return ask(words[language[1]] ?? words["en-US"], options);
  if (NEWEST.test(address)) return Promise.resolve(new Response("", { status: 404 }));
  return ask(what, options);
};
