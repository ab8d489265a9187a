using System;
using System.Net.Http;
using System.Threading;

namespace Standard
{
    public static class Clients
    {
        public static HttpClient Make(Uri address)
        {
            return new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan }; // guardrail: BG5003
        }
    }
}
