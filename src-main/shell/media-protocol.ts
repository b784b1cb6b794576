import { protocol } from 'electron';
import { type ClientFiles, clientFile } from '#main/ui/client-files.ts';

/** The address of our own pages in a built client. */
export const builtHome = 'app://client/';

/** Makes `app` a scheme with an origin like https. Before the app is ready. */
export function declareScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
}

/** Answers `app://client/...` with the renderer build and `app://client/media/<hash>`; nothing else exists. */
export function serveScheme(files: ClientFiles): void {
  protocol.handle('app', ({ url, method }) => {
    const { host, pathname } = new URL(url);
    return host === 'client' && method === 'GET' ? clientFile(pathname, files) : new Response(null, { status: 404 });
  });
}
