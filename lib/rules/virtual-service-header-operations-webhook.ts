import type { Manifest } from '../manifest/manifest';
import type { Field } from '../manifest/field';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import { headerValueFault, isAuthority } from './header-syntax';
import type { ObjectRule } from './rule';
import { routesOf } from './virtual-service';
import { refused } from './webhook-rule';

const KINDS = [VIRTUAL_SERVICE];

/** The header operations of routes and of their destinations. */
function operationsOf(manifest: Manifest): readonly Field[] {
  return routesOf(manifest, 'http').flatMap((route) =>
    [route, ...route.get('route').items].map((holder) => holder.get('headers')),
  );
}

interface NamedHeader {
  readonly name: string;
  readonly field: Field;
  /** Of the request, and not to be removed: where the authority may be written. */
  readonly takesAuthority: boolean;
}

function written(headers: Field, side: 'request' | 'response'): NamedHeader[] {
  const entries = ['set', 'add'].flatMap((operation) => headers.get(side, operation).entries);
  return entries.map(([name, field]) => ({ name, field, takesAuthority: side === 'request' }));
}

function removed(headers: Field, side: 'request' | 'response'): NamedHeader[] {
  return headers.get(side, 'remove').items.map((field) => ({ name: field.text, field, takesAuthority: false }));
}

function nameFault({ name, takesAuthority }: NamedHeader): string | undefined {
  if (name === '') return 'is empty';
  if (isAuthority(name))
    return takesAuthority ? undefined : 'is the authority, which can only be set or added, and on requests only';
  return name.startsWith(':') ? 'is a pseudo header, which cannot be changed' : undefined;
}

const virtualServiceHeaderNames = refused({
  id: 'virtual-service-header-names',
  kinds: KINDS,
  about: ['headers'],
  summary: 'Header operations name headers, of which the authority can be set on requests, and no other pseudo header.',
  check(manifest, report) {
    for (const headers of operationsOf(manifest)) {
      const named = (['request', 'response'] as const).flatMap((side) => [
        ...written(headers, side),
        ...removed(headers, side),
      ]);
      for (const header of named) {
        const fault = nameFault(header);
        if (fault === undefined) continue;
        const message = `Header "${header.name}" ${fault}`;
        report({ path: header.field.path, message, fix: 'Name a plain header, or remove the operation' });
      }
    }
  },
});

const virtualServiceHeaderValues = refused({
  id: 'virtual-service-header-values',
  kinds: KINDS,
  about: ['headers'],
  summary: 'Values of header operations have no control characters and an even number of %.',
  check(manifest, report) {
    for (const headers of operationsOf(manifest)) {
      for (const { name, field } of [...written(headers, 'request'), ...written(headers, 'response')]) {
        const fault = headerValueFault(field.text);
        if (fault === undefined) continue;
        const message = `Value ${JSON.stringify(field.text)} of header "${name}" ${fault}`;
        const fix = fault.includes('%') ? 'Write %% where a % is meant' : 'Write the value on one line';
        report({ path: field.path, message, fix });
      }
    }
  },
});

const virtualServiceAuthorityOnce = refused({
  id: 'virtual-service-authority-once',
  kinds: KINDS,
  about: ['headers'],
  summary: 'A route sets the authority once.',
  check(manifest, report) {
    for (const route of routesOf(manifest, 'http')) {
      const headers = written(route.get('headers'), 'request').filter(({ name }) => isAuthority(name));
      const places = [route.get('rewrite', 'authority'), ...headers.map(({ field }) => field)];
      const [first, second] = places.filter(({ text }) => text !== '');
      if (first === undefined || second === undefined) continue;
      const message = `The route sets the authority to "${second.text}", but to "${first.text}" already`;
      report({ path: second.path, message, fix: 'Set it in one place' });
    }
  },
});

export const VIRTUAL_SERVICE_HEADER_OPERATIONS_WEBHOOK_RULES: readonly ObjectRule[] = [
  virtualServiceAuthorityOnce,
  virtualServiceHeaderNames,
  virtualServiceHeaderValues,
];
