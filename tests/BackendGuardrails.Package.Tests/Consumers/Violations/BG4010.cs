using Microsoft.Extensions.Logging;

namespace Violations.BG4010;

public sealed class SignIns(ILogger<SignIns> logger)
{
    public void Failed(string user, string password)
    {
        logger.LogWarning("{User} could not sign in with {Password}", user, password); // guardrail: BG4010
        logger.LogWarning("{User} could not sign in with a password of {Length} letters", user, password.Length);
    }
}
