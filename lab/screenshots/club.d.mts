export interface DemoClub {
  readonly url: string;
  cookiesOf(person: string, locale: string): Promise<{ name: string; value: string; url: string }[]>;
  stop(): Promise<void>;
}

/** Starts a separate demo club on a free port. */
export function startClub(dataDir: string): Promise<DemoClub>;
