#nullable enable
namespace Elastic.Clients.Elasticsearch
{
    using System;
    using System.Net.Security;
    using System.Security.Cryptography.X509Certificates;

    public class ElasticsearchClientSettings
    {
        public ElasticsearchClientSettings ServerCertificateValidationCallback(Func<object, X509Certificate, X509Chain, SslPolicyErrors, bool> callback) => this;

        public ElasticsearchClientSettings SetAlways(Func<object, X509Certificate, bool> callback) => this;
    }
}
