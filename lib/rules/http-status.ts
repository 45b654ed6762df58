/** What is wrong with a status that Envoy is to answer with, as the end of a sentence that begins with it. */
export function statusFault(status: number): string | undefined {
  return status >= 200 && status <= 600 ? undefined : 'is not from 200 to 600';
}

const NAMED = /^(10[0-3]|20[0-8]|226|30[0-5]|30[78]|40\d|41[0-8]|42[1-6]|428|429|431|451|50[0-8]|51[01])$/;

/** The statuses that have a name in Go, which is what Istio knows by. */
export function isNamedStatus(text: string): boolean {
  return NAMED.test(text);
}
