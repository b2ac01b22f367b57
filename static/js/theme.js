/* Runs before the first paint: the theme chosen here, else the system's. */
(() => {
  const stored = localStorage.getItem("palier-theme");
  const dark = stored ? stored === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.bsTheme = dark ? "dark" : "light";
})();
