#nullable enable
namespace MailKit
{
    using System;
    using System.Net.Security;

    public interface IMailService : IDisposable
    {
        RemoteCertificateValidationCallback? ServerCertificateValidationCallback { get; set; }
    }

    public abstract class MailService : IMailService
    {
        public RemoteCertificateValidationCallback? ServerCertificateValidationCallback { get; set; }

        public void Dispose()
        {
        }
    }
}

namespace MailKit.Net.Smtp
{
    public class SmtpClient : MailService
    {
    }
}
