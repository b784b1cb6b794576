const place = 'reloaded-for';

/** Loads the page again for another version of the main process; once for each, so that it cannot go round in circles. */
export function reloadOnce(version: number): void {
  if (sessionStorage.getItem(place) === String(version)) return;
  sessionStorage.setItem(place, String(version));
  window.location.reload();
}
