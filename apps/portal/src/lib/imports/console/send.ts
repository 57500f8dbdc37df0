import { ApiProblem } from '@regulars/client';
import type { Import, ImportKind, ImportSettings, Problem, ReplyOf, SentBodyOf } from '@regulars/contracts';
import { previewImport, saveImportMapping, startImport } from '@regulars/contracts/endpoints';
import { browserApi } from '#lib/shell/browser-api.ts';
import { problemText } from '#lib/shell/problem.ts';
import { fileText, isFileReason, settingText } from './reasons.ts';

/** The API's refusal, in the reader's language. */
export class SendingProblem extends Error {
  /** Statuses of the file that nobody has said the meaning of. */
  readonly statuses: readonly string[];

  constructor(problem: Partial<Problem>) {
    const details = problem.errors?.map(({ reason, params, pointer }) =>
      isFileReason(reason) ? fileText(reason, params) : settingText(pointer),
    );
    super([...new Set([problemText(problem.code), ...(details ?? [])])].filter(Boolean).join(' '));
    this.name = 'SendingProblem';
    this.statuses = (problem.errors ?? []).flatMap(({ reason, params }) =>
      reason === 'file-status-unknown' ? String(params?.['value'] ?? '').split(' · ') : [],
    );
  }
}

export type Preview = ReplyOf<typeof previewImport>;
export type PreviewAsked = Pick<
  ImportSettings['options'],
  'delimiter' | 'encoding' | 'headerRow' | 'sheet'
> & {
  kind: ImportKind;
  mapping?: MappingToSave['mapping'];
  options?: MappingToSave['options'];
};

/** The start is enough for a preview. */
const begins = 200_000;
/** For slow connections. */
const timeout = 60_000;
const timeoutOfWhole = 300_000;

/** The directory of a workbook comes last, so it can only be read as a whole. */
async function isWorkbook(file: File): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x50 && second === 0x4b;
}

const formOf = (settings: object, file: Blob, name: string): FormData => {
  const form = new FormData();
  form.set('settings', JSON.stringify(settings));
  form.set('file', file, name);
  return form;
};

const unreachable: Partial<Problem> = { code: 'database-away' };

/** Throws SendingProblem. */
export async function preview(file: File, asked: PreviewAsked): Promise<Preview> {
  const partial = file.size > begins && !(await isWorkbook(file));
  const body = formOf({ ...asked, partial }, partial ? file.slice(0, begins) : file, file.name);
  const patience = file.size > begins && !partial ? timeoutOfWhole : timeout;
  return sent(browserApi({ timeout: patience }).call(previewImport, { form: body }));
}

/** Uploads the whole file; `onProgress` gets the uploaded share. Throws SendingProblem. */
export function send(file: File, settings: object, onProgress: (share: number) => void): Promise<Import> {
  const request = new XMLHttpRequest();
  request.open(startImport.method, `/api/v1${startImport.path}`);
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

export type MappingToSave = SentBodyOf<typeof saveImportMapping>;

/** Throws SendingProblem. */
export async function saveMapping(mapping: MappingToSave): Promise<void> {
  await sent(browserApi().call(saveImportMapping, { body: mapping }));
}

async function sent<Reply>(answer: Promise<Reply>): Promise<Reply> {
  try {
    return await answer;
  } catch (refusal) {
    if (refusal instanceof ApiProblem) throw new SendingProblem(refusal.problem ?? unreachable);
    throw refusal;
  }
}
