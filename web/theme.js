/*
 * The theme that was chosen on an earlier visit, before the first thing is drawn; the page sets it as
 * src/controls/theme.ts does. A file, because the content policy lets no script stand in the page itself.
 */
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem('hangouts:theme');
  } catch {
    // No storage: as the system has it.
  }
  if (theme !== 'light' && theme !== 'dark') return;
  document.documentElement.dataset.theme = theme;
  const metas = [...document.querySelectorAll('meta[name=theme-color]')];
  const chosen = metas.find(({ media }) => media.includes(theme));
  for (const meta of metas) meta.content = chosen.content;
})();
