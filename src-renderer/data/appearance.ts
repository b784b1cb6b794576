import type { Settings } from '#shared/model.ts';

type Theme = Settings['theme'];
const place = 'theme';

/** The theme that this window was last told, for the time before the main process answers. */
export function rememberedTheme(): Theme {
  const kept = localStorage.getItem(place);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** Paints the page in a theme; `system` follows the system. */
export function paintTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  localStorage.setItem(place, theme);
}
