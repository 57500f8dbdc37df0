import type { UploadedPicture } from '@regulars/contracts';
import { getLocale } from '#lib/paraglide/runtime.js';

/** Why a picture was not taken: the problem's code, or undefined where no answer came. */
export class UploadRefused extends Error {
  readonly code: string | undefined;

  constructor(code: string | undefined) {
    super(code ?? 'no answer');
    this.code = code;
  }
}

const longest = 120_000;

/**
 * Sends a picture to the API. Only this old interface says how much has been sent.
 * @param told from 0 to 1
 */
export const uploadPicture = (
  communityId: string,
  file: Blob,
  told: (share: number) => void,
  signal: AbortSignal,
): Promise<UploadedPicture> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/me/communities/${communityId}/pictures`);
    // What it is, the API finds out itself; it only needs to know that it is meant as a picture.
    request.setRequestHeader('content-type', file.type.startsWith('image/') ? file.type : 'image/png');
    request.setRequestHeader('accept-language', getLocale());
    request.responseType = 'json';
    request.timeout = longest;
    request.upload.addEventListener('progress', ({ loaded, total }) => told(total > 0 ? loaded / total : 0));
    request.addEventListener('loadend', () => {
      if (request.status === 201) resolve(request.response as UploadedPicture);
      else reject(new UploadRefused((request.response as { code?: string } | null)?.code));
    });
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
