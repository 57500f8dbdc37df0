import type {
  Import,
  ImportKind,
  ImportSettings,
  previewImport,
  Problem,
  ReplyOf,
} from '@regulars/contracts';
import { problemText } from '#lib/shell/problem.ts';
import { fileText } from './reasons.ts';

/** What the API said no to, in the reader's language. */
export class SendingProblem extends Error {
  constructor(problem: Partial<Problem>) {
    const details = problem.errors?.map(({ reason, params, message }) =>
      reason ? fileText(reason, params) : message,
    );
    super([problemText(problem.code), ...(details ?? [problem.detail ?? ''])].filter(Boolean).join(' '));
    this.name = 'SendingProblem';
  }
}

export type Preview = ReplyOf<typeof previewImport>;
export type PreviewAsked = Pick<ImportSettings['options'], 'delimiter' | 'encoding'> & { kind: ImportKind };

/** The beginning is enough for a preview. */
const begins = 200_000;

const formOf = (settings: object, file: Blob, name: string): FormData => {
  const form = new FormData();
  form.set('settings', JSON.stringify(settings));
  form.set('file', file, name);
  return form;
};

const unreachable: Partial<Problem> = { code: 'database-away' };

/** Throws SendingProblem. */
export async function preview(file: File, asked: PreviewAsked): Promise<Preview> {
  const body = formOf({ ...asked, partial: file.size > begins }, file.slice(0, begins), file.name);
  const reply = await fetch('/api/v1/imports/preview', { method: 'POST', body }).catch(() => null);
  if (!reply) throw new SendingProblem(unreachable);
  if (!reply.ok) throw new SendingProblem((await reply.json()) as Partial<Problem>);
  return (await reply.json()) as Preview;
}

/** Sends the whole file; `onProgress` hears the share that is sent. Throws SendingProblem. */
export function send(file: File, settings: object, onProgress: (share: number) => void): Promise<Import> {
  const request = new XMLHttpRequest();
  request.open('POST', '/api/v1/imports');
  request.responseType = 'json';
  request.upload.addEventListener('progress', ({ loaded, total }) =>
    onProgress(total > 0 ? loaded / total : 0),
  );
  return new Promise((resolve, reject) => {
    request.addEventListener('load', () => {
      if (request.status === 202) resolve(request.response as Import);
      else reject(new SendingProblem((request.response ?? unreachable) as Partial<Problem>));
    });
    request.addEventListener('error', () => reject(new SendingProblem(unreachable)));
    request.send(formOf(settings, file, file.name));
  });
}

/** Throws SendingProblem. */
export async function saveMapping(mapping: object): Promise<void> {
  const reply = await fetch('/api/v1/import-mappings', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(mapping),
  }).catch(() => null);
  if (!reply) throw new SendingProblem(unreachable);
  if (!reply.ok) throw new SendingProblem((await reply.json()) as Partial<Problem>);
}
