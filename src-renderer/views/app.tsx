import { lazy, Suspense, useEffect } from 'react';
import { asAccountId } from '#shared/ids.ts';
import { paintTheme } from '../data/appearance.ts';
import { useCenter } from '../data/center.ts';
import type { Route } from '../data/windows.ts';
import { languageTags, useLanguage } from '../text/text.ts';
import { Waiting } from './common/waiting.tsx';

const MainView = lazy(async () => ({ default: (await import('./main-view.tsx')).MainView }));
const ChatView = lazy(async () => ({ default: (await import('./chat/chat-view.tsx')).ChatView }));

/** One window: what its route names, once the first snapshot is there. */
export function App({ route }: { readonly route: Route }) {
  useAppearance();
  const known = useCenter((state) => state.link === 'live' || Object.keys(state.accounts).length > 0);
  if (!known) return <Waiting />;
  return (
    <Suspense fallback={<Waiting />}>
      {route.view === 'chat' ? (
        <ChatView conversationId={route.conversationId} />
      ) : (
        <MainView {...(route.view === 'panel' && { only: asAccountId(route.accountId) })} />
      )}
    </Suspense>
  );
}

function useAppearance(): void {
  const theme = useCenter((state) => state.settings.theme);
  const told = useCenter((state) => state.link === 'live');
  const language = useLanguage();
  useEffect(() => {
    if (told) paintTheme(theme);
  }, [theme, told]);
  useEffect(() => {
    document.documentElement.lang = languageTags[language];
  }, [language]);
}
