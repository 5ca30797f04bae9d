// Runs before the first paint, so that the page does not flash in another theme or language than the chosen one.
{
    let kept = {};
    try {
        kept = { theme: localStorage.getItem("planerka-theme"), language: localStorage.getItem("planerka-language") };
    } catch {
        // Storage is switched off: the browser's own preferences count.
    }
    const root = document.documentElement;
    if (["light", "dark"].includes(kept.theme)) root.dataset.theme = kept.theme;
    const russian = navigator.language.toLowerCase().startsWith("ru");
    root.lang = ["ru", "en"].includes(kept.language) ? kept.language : russian ? "ru" : "en";
}
