const MOST = 1024;

/**
 * What is wrong with a regular expression of Istio's configuration, as a sentence. It is read as Go reads it, and the
 * engine is loaded when the first one is met.
 */
export function regexFault(text: string): string | undefined {
  if (text === '') return 'The regex is empty';
  const size = Buffer.byteLength(text);
  if (size > MOST) return `The regex has ${size} bytes, and istiod refuses more than ${MOST}`;
  const { RE2JS, RE2JSSyntaxException } = require('@bufbuild/re2') as typeof import('@bufbuild/re2');
  try {
    RE2JS.compile(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    return `Regex "${text}" ${syntaxFault(error)}`;
  }
}

function syntaxFault({ error, input }: { readonly error: string; readonly input: string | null }): string {
  const [lookAround] = /^\(\?<?[=!]/.exec(input ?? '') ?? [];
  if (lookAround !== undefined) return `has the look-around "${lookAround}", which RE2 does not know`;
  const where = (input ?? '') === '' ? '' : ` at "${input}"`;
  return `is not a regular expression of RE2: ${error}${where}`;
}
