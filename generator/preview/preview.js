// In every page of the preview: keeps the place of the reader over a reload, takes new style sheets without one, and leads
// to the article that was saved. livereload.js, which comes after it, holds the connection.
"use strict";
(() => {
  const own = document.currentScript.dataset;
  const KEY = "dateline-preview";
  const details = () => [...document.querySelectorAll("details:not(#dateline-errors *)")];

  const keepPlace = () => {
    const open = details().map((each) => each.open);
    sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY, open }));
  };

  const takePlace = () => {
    const place = JSON.parse(sessionStorage.getItem(KEY) || "null");
    sessionStorage.removeItem(KEY);
    if (!place || place.path !== location.pathname) return;
    details().forEach((each, number) => { if (number in place.open) each.open = place.open[number]; });
    scrollTo({ left: place.x, top: place.y, behavior: "instant" });
  };

  // The name of a published style sheet ends with the digest of its bytes.
  const plain = (address) => address.replace(/-[0-9a-f]{10}(?=\.css$)/, "");

  const takeStyles = (sheets) => {
    for (const link of document.querySelectorAll("link[rel~=stylesheet]")) {
      const old = new URL(link.href).pathname;
      const address = sheets.find((each) => plain(each) === plain(old));
      if (!address || address === old) continue;
      const next = link.cloneNode();
      next.href = address;
      next.onload = next.onerror = () => link.remove();  // until then both count, so nothing flickers
      link.after(next);
    }
  };

  window.LiveReloadPluginDateline = class {
    static identifier = "dateline";
    static version = "1.0";

    reload(message) {
      let news;
      try { news = JSON.parse(message); } catch { return false; }
      if (news.styles) {
        takeStyles(news.styles);
      } else if (news.follow && own.follows && document.visibilityState === "visible" && location.pathname !== news.follow) {
        location.assign(news.follow);
      } else {
        keepPlace();
        location.reload();
      }
      return true;
    }
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", takePlace);
  else takePlace();
})();
