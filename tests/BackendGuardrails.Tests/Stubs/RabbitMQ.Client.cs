#nullable enable
namespace RabbitMQ.Client
{
    using System.Net.Security;

    public class SslOption
    {
        public SslPolicyErrors AcceptablePolicyErrors { get; set; }

        public RemoteCertificateValidationCallback? CertificateValidationCallback { get; set; }

        public bool Enabled { get; set; }

        public string ServerName { get; set; } = "";
    }

    public class ConnectionFactory
    {
        public string HostName { get; set; } = "localhost";

        public SslOption Ssl { get; set; } = new();
    }
}
