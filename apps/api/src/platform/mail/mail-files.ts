import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { configToken, type Config } from '../../config.ts';

const kept = z.object({ html: z.string(), text: z.string() });
export type KeptMail = z.infer<typeof kept>;

/** Mails of a club without a mail server: `<id>.eml` for any mail program, and their view in the console. */
@Injectable()
export class MailFiles {
  readonly #folder: string;

  constructor(@Inject(configToken) config: Config) {
    this.#folder = join(resolve(config.DATA_DIR), 'mail');
  }

  async keep(
    mail: { readonly id: string; readonly to: string; readonly subject: string } & KeptMail,
    message: Buffer,
  ): Promise<void> {
    const { id, to, subject, html, text } = mail;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await writeFile(this.#pathOf(id, 'eml'), message, { mode: 0o600 });
    await writeFile(this.#pathOf(id, 'json'), JSON.stringify({ to, subject, html, text }), { mode: 0o600 });
  }

  /** Undefined if the file is gone. */
  async read(id: string): Promise<KeptMail | undefined> {
    try {
      return kept.parse(JSON.parse(await readFile(this.#pathOf(id, 'json'), 'utf8')));
    } catch (error) {
      if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async forget(id: string): Promise<void> {
    for (const kind of ['eml', 'json'] as const) await rm(this.#pathOf(id, kind), { force: true });
  }

  #pathOf(id: string, kind: 'eml' | 'json'): string {
    return join(this.#folder, `${id}.${kind}`);
  }
}
