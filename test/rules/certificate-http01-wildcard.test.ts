import { acme, certificate, issuer } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const names = (dnsNames: string) => certificate('shop/web', `dnsNames: [${dnsNames}], issuerRef: { name: own }`);
const WILD = names('"*.example.com", example.com');
const HTTP01 = '{ http01: { ingress: { class: istio } } }';

testMeshRule('certificate-http01-wildcard', {
  valid: [
    { name: 'no wildcard', objects: names('shop.example.com') + issuer('shop/own', acme(HTTP01)) },
    { name: 'DNS-01', objects: WILD + issuer('shop/own', acme('{ dns01: {} }')) },
    {
      name: 'DNS-01 for the domain, HTTP-01 for the rest',
      objects: WILD + issuer('shop/own', acme(`${HTTP01}, { dns01: {}, selector: { dnsZones: [example.com] } }`)),
    },
    { name: 'a private issuer', objects: WILD + issuer('shop/own') },
    { name: 'no issuer', objects: WILD },
  ],
  invalid: [
    {
      name: 'HTTP-01 only',
      objects: WILD + issuer('shop/own', acme(HTTP01)),
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.dnsNames[0]',
          message:
            'Issuer "shop/own" has no DNS-01 solver for "*.example.com", and HTTP-01 cannot prove a wildcard, so that the Certificate is never issued',
          fix: 'Give the issuer a DNS-01 solver for the domain, or list the names one by one',
        },
      ],
    },
    {
      name: 'DNS-01 for another domain, an issuer of the context',
      objects: WILD,
      context: issuer('shop/own', acme(`${HTTP01}, { dns01: {}, selector: { dnsZones: [example.org] } }`)),
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.dnsNames[0]',
          message:
            'Issuer "shop/own" has no DNS-01 solver for "*.example.com", and HTTP-01 cannot prove a wildcard, so that the Certificate is never issued',
          fix: 'Give the issuer a DNS-01 solver for the domain, or list the names one by one',
        },
      ],
    },
    {
      name: 'DNS-01 for certificates with a label',
      objects:
        names('"*.a.example.com", "*.b.example.com"') +
        issuer('shop/own', acme(`${HTTP01}, { dns01: {}, selector: { matchLabels: { dns: "yes" } } }`)),
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.dnsNames[0]',
          message:
            'Issuer "shop/own" has no DNS-01 solver for "*.a.example.com", and HTTP-01 cannot prove a wildcard, so that the Certificate is never issued',
          fix: 'Give the issuer a DNS-01 solver for the domain, or list the names one by one',
        },
        {
          on: 'Certificate shop/web',
          path: 'spec.dnsNames[1]',
          message:
            'Issuer "shop/own" has no DNS-01 solver for "*.b.example.com", and HTTP-01 cannot prove a wildcard, so that the Certificate is never issued',
          fix: 'Give the issuer a DNS-01 solver for the domain, or list the names one by one',
        },
      ],
    },
  ],
});
