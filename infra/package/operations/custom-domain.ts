/** The custom domain of the HTTP API: the name that stands in every pass, and outlives the API behind it. */
import type { StageSettings } from '../stage-settings.ts'
import { attribute, ref, type TemplateParts } from './template-parts.ts'

/** How the target of the domain is named among the outputs: what the host is an alias of. */
const target = {
  DomainTarget: {
    Description: 'What the host of publicBaseUrl has to be an alias (or CNAME) of',
    Value: attribute('Domain', 'RegionalDomainName'),
  },
}

const record = (host: string, hostedZoneId: string) => ({
  Type: 'AWS::Route53::RecordSet',
  Properties: {
    HostedZoneId: hostedZoneId,
    Name: host,
    Type: 'A',
    AliasTarget: {
      DNSName: attribute('Domain', 'RegionalDomainName'),
      HostedZoneId: attribute('Domain', 'RegionalHostedZoneId'),
      // Every target there is: to give no address because this one is ill would help nobody.
      EvaluateTargetHealth: false,
    },
  },
})

/** The domain, its mapping, and its address; nothing where somebody makes them by hand. */
export const customDomain = ({ domain, publicBaseUrl }: StageSettings): TemplateParts => {
  if (!domain) return { Resources: {} }
  const host = new URL(publicBaseUrl).hostname
  return {
    Resources: {
      Domain: {
        Type: 'AWS::ApiGatewayV2::DomainName',
        Properties: {
          DomainName: host,
          DomainNameConfigurations: [
            { CertificateArn: domain.certificateArn, EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' },
          ],
        },
      },
      DomainMapping: {
        Type: 'AWS::ApiGatewayV2::ApiMapping',
        Properties: { DomainName: ref('Domain'), ApiId: ref('HttpApi'), Stage: ref('HttpApiStage') },
      },
      ...(domain.hostedZoneId === undefined ? {} : { DomainAddress: record(host, domain.hostedZoneId) }),
    },
    Outputs: target,
  }
}
