import type { Problems } from './problems';
import type { BackendRoute, HeaderChanges } from './route';

/** What Istio's webhook refuses to change, and what Envoy would refuse after it. */
export function checkHeaderChanges(problems: Problems, path: string, route: BackendRoute): void {
  const { rewriteHost, requestHeaders = {}, responseHeaders = {} } = route;
  checkChanges(problems, `${path}.requestHeaders`, requestHeaders, true);
  checkChanges(problems, `${path}.responseHeaders`, responseHeaders, false);
  const hosts = [
    ...(rewriteHost === undefined ? [] : ['rewriteHost']),
    ...(['set', 'add'] as const).flatMap((change) =>
      Object.keys(requestHeaders[change] ?? {}).flatMap((name) =>
        isAuthority(name) ? [`requestHeaders.${change}.${name}`] : [],
      ),
    ),
  ];
  problems.check(hosts.length > 1, () => ({
    path,
    value: hosts,
    why: 'Istio refuses to set the host more than once',
    fix: 'Keep one of them',
  }));
}

function isAuthority(name: string): boolean {
  return [':authority', 'host'].includes(name.toLowerCase());
}

function checkChanges(problems: Problems, path: string, changes: HeaderChanges, takesHost: boolean): void {
  for (const change of ['set', 'add'] as const) {
    for (const [name, value] of Object.entries(changes[change] ?? {})) {
      if (!takesHost || !isAuthority(name)) checkName(problems, `${path}.${change}`, name);
      checkValue(problems, `${path}.${change}.${name}`, value);
    }
  }
  for (const name of changes.remove ?? []) checkName(problems, `${path}.remove`, name);
}

function checkName(problems: Problems, path: string, name: string): void {
  if (
    problems.check(name.startsWith(':') || isAuthority(name), () => ({
      path,
      value: name,
      why: 'Istio refuses to change this header here',
      fix: 'Use rewriteHost for the host, and plain header names otherwise',
    }))
  ) {
    return;
  }
  problems.check(!/^[-!#$%&'*+.^_`|~0-9A-Za-z]+$/.test(name), () => ({
    path,
    value: name,
    why: 'not a header name',
    fix: 'Write for instance x-api-version',
  }));
}

function checkValue(problems: Problems, path: string, value: string): void {
  // oxlint-disable-next-line no-control-regex -- they are what is looked for.
  problems.check(/[\u0000-\u001f\u007f]/.test(value), () => ({
    path,
    value,
    why: 'has a control character, which Istio refuses',
    fix: 'Write the value on one line',
  }));
  problems.check(value.split('%').length % 2 === 0, () => ({
    path,
    value,
    why: 'has a single %, which Istio refuses, since Envoy reads %VARIABLE%',
    fix: 'Double it where it stands for itself',
  }));
}
