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

// A separate process, because MJML takes about 100 MB, which a thread would keep after its end.
process.on('message', (source: string) => {
  void render(source).then((answer) => process.send?.(answer));
});
