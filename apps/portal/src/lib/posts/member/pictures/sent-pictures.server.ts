import type { RegularsClient } from '@regulars/client';
import { addPicture, largestPicture, mostPicturesOfPost } from '@regulars/contracts';
import { ApiProblem } from '#lib/server/api.ts';
import { Faults } from '#lib/server/submit.ts';
import { pictureProblem } from './picture-problem.ts';

interface SentPicture {
  readonly id: string;
  readonly text: string;
}

const textsOf = (sent: FormData, name: string): string[] =>
  sent.getAll(name).filter((value) => typeof value === 'string');

/** The pictures of the form: those that the page has uploaded, or the files that a page without scripts sends. */
export const sentPictures = async (
  api: RegularsClient,
  communityId: string,
  sent: FormData,
): Promise<SentPicture[]> => {
  const texts = textsOf(sent, 'pictureText');
  const uploaded = textsOf(sent, 'picture').map((id, place) => ({ id, text: texts[place] ?? '' }));
  const files = sent
    .getAll('files')
    .filter((value): value is File => value instanceof File && value.size > 0);
  for (const file of files.slice(0, mostPicturesOfPost - uploaded.length))
    uploaded.push({ id: await upload(api, communityId, file), text: '' });
  return uploaded;
};

const upload = async (api: RegularsClient, id: string, file: File): Promise<string> => {
  if (file.size > largestPicture) throw new Faults({ pictures: pictureProblem('too-large') });
  const bytes = file.type.startsWith('image/') ? file : new Blob([file], { type: 'image/png' });
  try {
    return (await api.call(addPicture, { params: { id }, bytes })).id;
  } catch (thrown) {
    if (!(thrown instanceof ApiProblem) || thrown.code === 'not-signed-in') throw thrown;
    throw new Faults({ pictures: pictureProblem(thrown.code) });
  }
};
