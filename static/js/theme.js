/* Runs before the first paint: the theme chosen here, else the system's, which may change while the page is open. */
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => {
    const stored = localStorage.getItem("palier-theme");
    const dark = stored ? stored === "dark" : system.matches;
    document.documentElement.dataset.bsTheme = dark ? "dark" : "light";
  };
  paint();
  system.addEventListener("change", () => {
    paint();
    document.dispatchEvent(new CustomEvent("palier:theme"));
  });
})();
