import { CSPProvider } from '@base-ui/react/csp-provider';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openPort } from './bridge/ports.ts';
import { paintTheme, rememberedTheme } from './data/appearance.ts';
import { reloadOnce } from './data/reload.ts';
import { startSession } from './data/session.ts';
import { reopenThread } from './data/threads.ts';
import { routeOf } from './data/windows.ts';
import { App } from './views/app.tsx';

const route = routeOf(window.location.hash);
// Before the first render and before the main process answers: the window never shows the wrong background.
paintTheme(rememberedTheme());
startSession({
  open: openPort,
  outdated: reloadOnce,
  // A chat that is gone meanwhile says so in its window.
  reopen: (id) => void reopenThread(id).catch(() => {}),
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <App route={route} />
      </CSPProvider>
    </StrictMode>,
  );
}
