import type { Page } from 'playwright/test';

/** What a client is started with. */
export interface LaunchOptions {
  /** The folder that holds the profiles. */
  readonly dataDir: string;
  readonly profile: string;
  readonly language?: 'zh' | 'en';
  readonly theme?: 'light' | 'dark';
}

/** A running client and its windows, in whatever host. */
export interface RunningClient {
  /** The first window: sign-in, then the panel. */
  readonly main: Page;
  /** The window that `open` opens. */
  windowOpenedBy(open: () => Promise<void>): Promise<Page>;
  /** Every open window. */
  windows(): readonly Page[];
  /** Opens the first window again after {@link Page.close}. */
  reopen(): Promise<Page>;
  /** Ends the client; with SIGKILL it has no chance to save anything. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** A way to run the client. */
export interface Host {
  readonly name: string;
  launch(options: LaunchOptions): Promise<RunningClient>;
  close(): Promise<void>;
}
