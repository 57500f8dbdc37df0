type Line = Record<string, unknown>;

const colours: Record<string, number> = { fatal: 31, error: 31, warn: 33, info: 32, debug: 36, trace: 90 };
const paint = (text: string, colour: number): string => `\u001b[${colour}m${text}\u001b[0m`;

/** Formats a JSON line for a terminal: time, level, event, and the rest as `name=value`. */
export const readable = (line: string): string => {
  const { time, level, app, message, method, route, status, ms, error, ...rest } = JSON.parse(line) as Line;
  const request =
    method === undefined ? [] : [method, route, status, ...(ms === undefined ? [] : [`${textOf(ms)} ms`])];
  const details = Object.entries(rest).map(([name, value]) => paint(`${name}=${textOf(value)}`, 90));
  const head = [
    paint(textOf(time).slice(11, 23), 90),
    paint(textOf(level).padEnd(5), colours[textOf(level)] ?? 0),
    app,
    ...request,
    message,
    ...details,
  ];
  const words = head.filter((part) => part !== undefined && part !== '').map(textOf);
  return `${words.join(' ')}\n${error === undefined ? '' : troubleOf(error)}`;
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const troubleOf = (error: unknown): string => {
  const { type, message, stack, cause, ...rest } = error as Line;
  const frames = Array.isArray(stack) ? stack.map((frame) => `      at ${textOf(frame)}\n`) : [];
  const extra = Object.entries(rest).map(([name, value]) => ` ${name}=${textOf(value)}`);
  const head = `    ${paint(`${textOf(type)}: ${textOf(message)}`, 31)}${extra.join('')}\n`;
  return `${head}${frames.join('')}${cause === undefined ? '' : troubleOf(cause)}`;
};
