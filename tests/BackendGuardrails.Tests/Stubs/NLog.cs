using System;

namespace NLog
{
    public interface ILogger
    {
        void Error(string message);
        void Error(string message, params object?[] args);
        void Error(Exception? exception, string message);
        void Error(Exception? exception, string message, params object?[] args);
        void Fatal(string message);
        void Fatal(Exception? exception, string message);
    }

    public class Logger : ILogger
    {
        public void Error(string message) { }
        public void Error(string message, params object?[] args) { }
        public void Error(Exception? exception, string message) { }
        public void Error(Exception? exception, string message, params object?[] args) { }
        public void Fatal(string message) { }
        public void Fatal(Exception? exception, string message) { }
    }
}
