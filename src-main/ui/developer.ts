const policy = [
  "default-src 'none'",
  // The development server writes scripts and styles into the page and has a socket of its own.
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self' ws://localhost:* ws://127.0.0.1:*",
].join('; ');

/** Answers for the windows' files out of the development server at `origin`, under a policy that lets it reload them. */
export function rendererProxy(origin: string): { fetch(request: Request): Promise<Response> } {
  return {
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const answer = await fetch(new URL(pathname + search, origin), {
        headers: { accept: request.headers.get('accept') ?? '*/*' },
      });
      return new Response(answer.body, {
        status: answer.status,
        headers: {
          'content-type': answer.headers.get('content-type') ?? 'application/octet-stream',
          'content-security-policy': policy,
          'cache-control': 'no-store',
        },
      });
    },
  };
}
