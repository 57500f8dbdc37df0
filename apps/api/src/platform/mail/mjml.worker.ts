import { parentPort } from 'node:worker_threads';
import mjml2html from 'mjml';

const options = { fonts: {}, ignoreIncludes: true, validationLevel: 'soft' } as const;

const render = async (source: string): Promise<{ html: string } | { error: string }> => {
  try {
    const { html, errors } = await mjml2html(source, options);
    const [fault] = errors;
    return fault ? { error: fault.formattedMessage } : { html };
  } catch (error) {
    return { error: String(error) };
  }
};

// A thread of its own, so that the memory of MJML (some 100 MB) is given back when no mail is written.
parentPort?.on('message', (source: string) => {
  void render(source).then((answer) => parentPort?.postMessage(answer));
});
