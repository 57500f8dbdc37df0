import { startApp, type TestApp } from './app.ts';
import { Mailbox } from './mailbox.ts';
import { makeKey } from './makers.ts';

export interface MailedApp {
  readonly api: TestApp;
  /** Receives all mails of the API. */
  readonly mailbox: Mailbox;
  /** A key with every scope. */
  readonly key: string;
  close(): Promise<void>;
}

/** The API with a real mail server, both in this process. */
export const startMailedApp = async (environment: NodeJS.ProcessEnv = {}): Promise<MailedApp> => {
  const mailbox = await Mailbox.open();
  const api = await startApp(undefined, { SMTP_URL: mailbox.url, ...environment });
  return {
    api,
    mailbox,
    key: await makeKey(api),
    close: async () => {
      await api.close();
      await mailbox.away();
    },
  };
};
