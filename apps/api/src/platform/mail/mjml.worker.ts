import { parentPort } from 'node:worker_threads';
import mjml2html from 'mjml';

// A thread of its own, so that the memory of MJML (some 100 MB) is given back when no mail is written.
parentPort?.on('message', async (source: string) => {
  try {
    const { html, errors } = await mjml2html(source, {
      fonts: {},
      keepComments: true,
      ignoreIncludes: true,
      validationLevel: 'soft',
    });
    const [fault] = errors;
    parentPort?.postMessage(fault ? { error: fault.formattedMessage } : { html });
  } catch (error) {
    parentPort?.postMessage({ error: String(error) });
  }
});
